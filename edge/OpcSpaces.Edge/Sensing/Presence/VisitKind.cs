namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>What those whose movement is seen do: see <see cref="VisitBelief"/>.</summary>
internal enum VisitKind
{
    Stays,
    PassesBriefly,
    PassesForLonger,
}
