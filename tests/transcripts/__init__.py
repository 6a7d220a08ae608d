"""What readers see: transcripts and pages of both platforms, from what really was sent."""
