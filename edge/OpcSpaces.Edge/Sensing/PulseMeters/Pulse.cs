namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>A pulse of a meter began at this time of the sensing clock, and by the monotonic clock this long after the start.</summary>
internal readonly record struct Pulse(DateTimeOffset At, TimeSpan Monotonic);
