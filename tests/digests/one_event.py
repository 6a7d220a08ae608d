"""An event whose first two accounts share hardly a word, and one that tells of both."""

CRACKS = (
    (
        "Inspectors Tomas Reddick and Ada Morcant have found 14 cracks in the main girder of "
        "the Elvane bridge at Quellin."
    ),
    (
        "The road authority closed the bridge at once. Reddick said that the longest crack was "
        "new; Morcant wants every rivet of the girder looked at before lorries return."
    ),
)
DETOUR = (
    (
        "Commuters of Velland queued for three boats of the Sound Line on Tuesday, which mayor "
        "Jora Finch had hired overnight."
    ),
    (
        "Finch expects 6200 passengers a day between Ardmouth and the market. The Sound Line "
        "asks for patience: its boats are old, and the quay at Ardmouth is narrow."
    ),
)
BOTH = (
    (
        "With the Elvane bridge at Quellin shut, the boats of the Sound Line now carry 6200 "
        "passengers a day from Ardmouth, and commuters of Velland queue at the quay."
    ),
    (
        "Mayor Jora Finch hired them after Tomas Reddick and Ada Morcant, both inspectors of "
        "the road authority, had come upon 14 cracks in the girder. Finch hopes that lorries "
        "may cross the bridge again in spring; Reddick doubts it, and Morcant counts rivets."
    ),
)
