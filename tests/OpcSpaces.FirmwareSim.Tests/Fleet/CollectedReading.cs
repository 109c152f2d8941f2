namespace OpcSpaces.FirmwareSim.Tests.Fleet;

/// <summary>One reading as it reached a host: the value as 0, 1 or a number, and null where nothing is known.</summary>
internal sealed record CollectedReading(string Gateway, string Zone, string Metric, DateTimeOffset At, double? Value, int Quality);
