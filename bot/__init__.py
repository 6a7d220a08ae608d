"""The chats: Discord, Telegram and the console. It asks the newsroom for everything."""
