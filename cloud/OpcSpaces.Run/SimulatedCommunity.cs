using System.Globalization;

namespace OpcSpaces.Run;

/// <summary>One simulated community, with its gateways in a process of their own.</summary>
/// <param name="Name">Of its description, which comes with the simulator.</param>
/// <param name="MostDays">It has been open for so many days: its history is no longer.</param>
/// <param name="Folder">Its folder in the data directory.</param>
internal sealed record SimulatedCommunity(string Name, int MostDays, string Folder)
{
    /// <summary>A community of 1,000 desks whose tenants are away now and then, and two smaller ones of other districts, so that there is a city to compare.</summary>
    public static readonly IReadOnlyList<SimulatedCommunity> All = [new("nanshan-tenants", int.MaxValue, "sim"), new("futian-200", 10, "sim-futian"), new("guangming-120", 3, "sim-guangming")];

    /// <summary>The largest one: its data say how far the demonstration has come.</summary>
    public static SimulatedCommunity First => All[0];

    /// <summary>The options of the simulator for it.</summary>
    public IEnumerable<string> Arguments(RunOptions options) => ["run", "--building", Name, "--start", "auto", "--days", Math.Min(options.Days, MostDays).ToString(CultureInfo.InvariantCulture), "--data", DataDirectory(options)];

    public string DataDirectory(RunOptions options) => Path.Combine(options.DataDirectory, Folder);
}
