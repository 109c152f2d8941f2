namespace OpcSpaces.FirmwareSim.Tests.Fleet;

/// <summary>One reading that reached a host: the value as 0, 1 or a number, or null for unknown.</summary>
internal sealed record CollectedReading(string Gateway, string Zone, string Metric, DateTimeOffset At, double? Value, int Quality);
