using System.Numerics;

namespace OpcSpaces.FirmwareSim;

/// <summary>
/// Random numbers that are the same for the same seed on every machine and runtime: SplitMix64 (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014). Not thread-safe.
/// </summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A separate generator for a thing that is identified by numbers.</summary>
    public static SeededRandom For(int seed, params ReadOnlySpan<long> name)
    {
        var mixed = Mix((ulong)seed + 0x9E3779B97F4A7C15);
        foreach (var part in name)
            mixed = Mix(mixed ^ BitOperations.RotateLeft((ulong)part * 0x9E3779B97F4A7C15, 23));
        return new SeededRandom(mixed);
    }

    /// <summary>A number for a name; the same on every machine.</summary>
    public static long NumberOf(string name) => name.Aggregate(17L, (hash, letter) => hash * 31 + letter);

    /// <summary>At least 0 and below 1.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    public double Between(double lowest, double highest) => lowest + (highest - lowest) * NextDouble();

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>At least 0 and below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(NextDouble() * limit);

    /// <summary>The time until an event that occurs once per <paramref name="mean"/> on average.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - NextDouble());

    /// <summary>A normal distribution (Box and Muller), repeated until the value is within both limits.</summary>
    public double Normal(double mean, double deviation, double lowest, double highest)
    {
        while (true)
        {
            var value = mean + deviation * Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());
            if (value >= lowest && value <= highest)
                return value;
        }
    }

    public ulong NextUInt64() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
