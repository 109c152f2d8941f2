using System.Numerics;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>
/// Which lines of a refused request are tried alone, to see whether the server takes any. They are far apart, because bad lines stand
/// together; a few at first, and twice as many each time, so that every line has its turn soon and no attempt costs much.
/// </summary>
internal sealed class SampleLines(int count)
{
    private const int Fewest = 8, Most = 512;
    private const double GoldenRatio = 0.618034; // multiples of it are spread most evenly

    private readonly int _step = StepFor(count);
    private int _size = Fewest;
    private int _at;

    public IEnumerable<int> Next()
    {
        var size = Math.Min(_size, count);
        _size = Math.Min(2 * _size, Most);
        for (var i = 0; i < size; i++)
        {
            yield return _at;
            _at = (int)(((long)_at + _step) % count);
        }
    }

    /// <summary>Without a common divisor with the count, so that every line has its turn.</summary>
    private static int StepFor(int count)
    {
        var step = Math.Max(1, (int)(count * GoldenRatio));
        while (BigInteger.GreatestCommonDivisor(step, count) != 1)
            step++;
        return step;
    }
}
