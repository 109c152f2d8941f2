namespace OpcSpaces.Wire.EdgeNode;

/// <summary>One zone as a Sparkplug device, with its <c>Outbox/Epoch</c> and <c>Outbox/Sequence</c> among the metrics.</summary>
public sealed record DeviceDefinition(string Id, IReadOnlyList<MetricDefinition> Metrics);
