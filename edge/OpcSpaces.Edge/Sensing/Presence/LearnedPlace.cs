namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What was learned about the people and the surroundings of one place. It outlives the <see cref="PresencePlace"/> that learned it,
/// so that the next one need not begin anew. Guarded by the gate of the place that uses it; only one may use it at a time.
/// </summary>
internal sealed class LearnedPlace
{
}
