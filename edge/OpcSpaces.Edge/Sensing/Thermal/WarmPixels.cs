namespace OpcSpaces.Edge.Sensing.Thermal;

/// <summary>
/// Counts the pixels that are warmer than their background. The background of a pixel follows its temperature within minutes while it
/// is not warm, and within half a day while it is: a device that somebody switched on becomes background, a person who sits there for
/// hours does not. It begins as the median of the first picture, because a person covers less than half of it.
/// </summary>
internal sealed class WarmPixels(double kelvin)
{
    private static readonly TimeSpan Cools = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Warms = TimeSpan.FromHours(12);
    private readonly float[] _background = new float[IThermalArray.Pixels];
    private bool _hasBackground;

    /// <param name="celsius">The picture.</param>
    /// <param name="since">The time since the picture before it.</param>
    public int Count(ReadOnlySpan<float> celsius, TimeSpan since)
    {
        if (!_hasBackground) Begin(celsius);
        var warm = 0;
        for (var i = 0; i < celsius.Length; i++)
        {
            var above = celsius[i] - _background[i];
            var isWarm = above >= kelvin;
            if (isWarm) warm++;
            _background[i] += (float)(above * (1 - Math.Exp(-since / (isWarm ? Warms : Cools))));
        }

        return warm;
    }

    private void Begin(ReadOnlySpan<float> celsius)
    {
        var sorted = celsius.ToArray();
        Array.Sort(sorted);
        Array.Fill(_background, sorted[sorted.Length / 2]);
        _hasBackground = true;
    }
}
