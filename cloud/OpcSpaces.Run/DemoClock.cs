using System.Globalization;

namespace OpcSpaces.Run;

/// <summary>
/// The clock of the demonstration: gateways, cloud and commands have the same, which shows half past ten of a workday at the start. The simulator says which one; the cloud and its
/// commands find in their data directory by how much the clock is ahead.
/// </summary>
internal sealed class DemoClock(RunOptions options, TimeProvider time)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // OpcSpaces.Cloud has the other end.
    private readonly string _file = Path.Combine(options.DataDirectory, "demo-clock");

    /// <summary>What the simulator needs to have the clock; nothing for the right time.</summary>
    public IEnumerable<string> Arguments { get; private set; } = [];

    /// <summary>Sets the clock, or the right time.</summary>
    /// <param name="ask">Runs the simulator and returns the last line that it wrote.</param>
    /// <param name="output">Is told the time.</param>
    /// <exception cref="RunFault">The file cannot be written.</exception>
    public async Task SetAsync(Func<IEnumerable<string>, Task<string>> ask, TextWriter output)
    {
        if (!options.HasDemoClock)
        {
            Write(null);
            return;
        }

        var line = await ask([Builds.PathOf(Builds.Simulator), "opening", "--building", SimulatedCommunity.First.Name, "--data", options.SimulationDirectory]);
        var opening = DateTimeOffset.ParseExact(line, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var ahead = Math.Round((opening - time.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        Write(ahead);
        Arguments = ["--clock-ahead", ahead];
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Clock: this demonstration begins on {opening:dddd, d MMMM yyyy} at {opening:HH:mm} UTC, in the morning of a workday there. For the right time: --clock real"));
    }

    private void Write(string? ahead)
    {
        try
        {
            if (ahead is null) File.Delete(_file);
            else File.WriteAllText(_file, ahead + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFault($"the file '{_file}' cannot be written: give another data directory with --data");
        }
    }
}
