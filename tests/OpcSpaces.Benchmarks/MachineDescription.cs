using System.Runtime.InteropServices;

namespace OpcSpaces.Benchmarks;

/// <summary>The machine on which figures are measured.</summary>
internal sealed record MachineDescription(int Cores, string Cpu, double MemoryGb, string Os, string Runtime)
{
    public static MachineDescription OfThisMachine() => new(
        Environment.ProcessorCount,
        ProcLine("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    public override string ToString() => $"{Cores} cores of {Cpu}, {MemoryGb} GB, {Os}, {Runtime}";

    private static string? ProcLine(string path, string key) => !File.Exists(path)
        ? null
        : File.ReadLines(path).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
