namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>What was last reported about a place.</summary>
internal enum PlaceState
{
    Unknown,
    Free,
    Occupied,
}
