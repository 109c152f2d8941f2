using OpcSpaces.Edge.Outbox;

namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>Where the results of a pulse meter go. A register is durable no later than a reading that is reported after it.</summary>
internal sealed record PulseMeterOutputs(Metric Energy, Metric Power, Action<MetricReading> Report, Action<long> KeepRegister);
