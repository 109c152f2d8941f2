using OpcSpaces.Edge.Outbox;

namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>What a pulse meter makes. A register that was kept is durable no later than the reading that is reported after it.</summary>
internal sealed record PulseMeterOutputs(Metric Energy, Metric Power, Action<Reading> Report, Action<long> KeepRegister);
