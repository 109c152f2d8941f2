using OpcSpaces.Dashboards.Frame;
using OpcSpaces.Timing;

namespace OpcSpaces.Cloud.Pages;

/// <summary>A demonstration has a clock that is shifted, and nothing else has one.</summary>
internal sealed class Demonstration(TimeProvider time) : IDemonstration
{
    public TimeSpan? ClockAhead => (time as ShiftedTime)?.Ahead;
}
