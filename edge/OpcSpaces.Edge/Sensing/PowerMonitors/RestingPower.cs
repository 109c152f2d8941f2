namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>
/// What a place draws when nobody uses it, in W: the lowest quarter of the lowest powers of the last 24 measured hours. A computer that
/// idles all night rests at its idle power, and a few hours with a single zero change nothing. Time in which nothing was measured does
/// not count, so a chip that was lost for a day forgets nothing. Keeps at most 25 numbers. Used by one thread at a time.
/// </summary>
internal sealed class RestingPower(TimeProvider time)
{
    private const int Day = 24;

    // Fewer hours say nothing: they may be half of a working day.
    private const int FewestHours = 6;

    // A place counts as unused in one hour of four.
    private const int Part = 4;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly double[] _lowest = new double[Day];
    private long _hours;
    private double _lowestNow = double.PositiveInfinity;
    private TimeSpan _measured;
    private long? _stamp;

    /// <summary>0 while too little is known.</summary>
    public double Watts { get; private set; }

    /// <summary>Takes the power now. <see cref="Lose"/> was called when it was unknown in between.</summary>
    public void Measure(double watts)
    {
        if (_stamp is { } before) _measured += time.GetElapsedTime(before);
        _stamp = time.GetTimestamp();
        _lowestNow = Math.Min(_lowestNow, watts);
        if (_measured < Hour) return;
        _lowest[_hours++ % Day] = _lowestNow;
        (_measured, _lowestNow) = (TimeSpan.Zero, double.PositiveInfinity);
        Learn();
    }

    /// <summary>The power is unknown from now on.</summary>
    public void Lose() => _stamp = null;

    private void Learn()
    {
        var known = (int)Math.Min(_hours, Day);
        if (known < FewestHours) return;
        Span<double> sorted = stackalloc double[Day];
        _lowest.AsSpan(0, known).CopyTo(sorted);
        sorted[..known].Sort();
        Watts = sorted[((known + (Part / 2)) / Part) - 1];
    }
}
