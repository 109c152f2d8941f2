namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>The clock of a chip, and its short waits between the parts of one transfer, as its data sheet asks for them.</summary>
/// <param name="time">Measures the waits between reads.</param>
/// <param name="wait">Waits; null for waiting on the calling thread.</param>
internal sealed class ChipClock(TimeProvider time, Action<TimeSpan>? wait = null)
{
    private static readonly ManualResetEventSlim Never = new(initialState: false, spinCount: 0);

    public TimeProvider Time => time;

    /// <summary>At most some ms: the other chips of the bus wait as well.</summary>
    public void Wait(TimeSpan span)
    {
        if (wait is not null) wait(span);
        else Never.Wait(span);
    }
}
