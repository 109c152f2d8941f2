namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>A pulse of a meter.</summary>
/// <param name="At">When it began, by the sensing clock.</param>
/// <param name="Monotonic">When its edge was reported: the time since the start by the monotonic clock.</param>
internal readonly record struct Pulse(DateTimeOffset At, TimeSpan Monotonic);
