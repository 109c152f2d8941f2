namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>What a comparison of the logs found.</summary>
/// <param name="Differences">Empty when the journal holds exactly what was made.</param>
/// <param name="Batches">Batches in the journal.</param>
/// <param name="Readings">Readings in them.</param>
/// <param name="Unwitnessed">Batches whose note their agent did not live to write.</param>
internal sealed record LogReport(IReadOnlyList<Difference> Differences, long Batches, long Readings, long Unwitnessed);
