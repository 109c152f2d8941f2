using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Testing.Truth;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>What the agent said about one stretch of a recording.</summary>
/// <param name="Readings">Its readings of presence, in the order in which they were made.</param>
/// <param name="Hours">The hours that it settled.</param>
internal sealed record PlayedStretch(IReadOnlyList<ReportedState> Readings, IReadOnlyList<OccupiedHour> Hours);
