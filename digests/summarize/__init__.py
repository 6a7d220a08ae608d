"""An article to its digest: chosen sentences, or written ones that pass the gate."""
