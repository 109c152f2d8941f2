using System.Globalization;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>Number of threads that wanted a core during the last minute. Other programs on the machine influence every figure.</summary>
internal static class LoadAverage
{
    private const string Proc = "/proc/loadavg";

    public static double OfLastMinute() =>
        File.Exists(Proc) ? double.Parse(File.ReadAllText(Proc).Split(' ')[0], CultureInfo.InvariantCulture) : 0;
}
