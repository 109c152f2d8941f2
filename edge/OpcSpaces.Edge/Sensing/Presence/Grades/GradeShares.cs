namespace OpcSpaces.Edge.Sensing.Presence.Grades;

/// <summary>How often each grade is seen, as shares that add up to 1: with somebody there, and without.</summary>
internal sealed record GradeShares(IReadOnlyList<double> Occupied, IReadOnlyList<double> Free);
