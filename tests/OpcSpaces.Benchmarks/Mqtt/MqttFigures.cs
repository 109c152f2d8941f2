namespace OpcSpaces.Benchmarks.Mqtt;

/// <summary>One measured stretch: messages per second and this process's CPU per message in microseconds, all its threads together.</summary>
internal readonly record struct MqttFigures(double MessagesPerSecond, double CpuMicroseconds);
