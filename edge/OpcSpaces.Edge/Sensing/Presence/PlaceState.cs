namespace OpcSpaces.Edge.Sensing.Presence;

internal enum PlaceState
{
    Unknown,
    Free,
    Occupied,
}
