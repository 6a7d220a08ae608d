"""The news. It has never heard of chats; this package is its only door."""
