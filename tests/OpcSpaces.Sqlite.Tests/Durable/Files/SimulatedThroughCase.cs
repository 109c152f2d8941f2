using System.Globalization;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The time that a simulation has reached: one line with a version.</summary>
internal sealed class SimulatedThroughCase : DurableFile
{
    private static readonly DateTimeOffset Through = new(2026, 3, 2, 8, 0, 0, 123, TimeSpan.Zero);

    public override string Name => "simulated through";

    public override string FileName => SimulatedThrough.FileName;

    public override IReadOnlyDictionary<string, Action<string>> Earlier => new Dictionary<string, Action<string>>
    {
        ["1"] = path => File.WriteAllText(path, Through.ToString("O", CultureInfo.InvariantCulture)),
    };

    public override Task WriteAsync(string directory)
    {
        new SimulatedThrough(directory).Write(Through);
        return Task.CompletedTask;
    }

    public override Task<OpenedFile> OpenAsync(string directory) => Task.FromResult(new OpenedFile(
        new SimulatedThrough(directory).Read() is { } through ? [through.ToString("O", CultureInfo.InvariantCulture)] : [], []));

    public override void MakeNewer(string path) => File.WriteAllText(path, File.ReadAllText(path).Replace(" 2 ", " 99 ", StringComparison.Ordinal));
}
