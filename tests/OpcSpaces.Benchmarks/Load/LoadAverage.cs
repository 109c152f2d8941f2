using System.Globalization;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>How many threads wanted a core during the last minute: what others do on the machine is in every figure.</summary>
internal static class LoadAverage
{
    private const string Proc = "/proc/loadavg";

    public static double OfLastMinute() =>
        File.Exists(Proc) ? double.Parse(File.ReadAllText(Proc).Split(' ')[0], CultureInfo.InvariantCulture) : 0;
}
