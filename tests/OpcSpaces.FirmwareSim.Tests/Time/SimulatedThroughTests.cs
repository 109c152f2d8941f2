using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Time;

public sealed class SimulatedThroughTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    private readonly TemporaryDirectory _directory = new("through");

    private string FilePath => _directory.File(SimulatedThrough.FileName);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_time_is_read_back_exactly_and_nothing_is_left_beside_the_file()
    {
        Assert.Null(Open().Read());
        Open().Write(Noon);
        Assert.Equal(Noon, Open().Read());
        Assert.Equal("opcspaces-simulated-through 2 2026-03-02T12:00:00.0000000+08:00\n", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_directory.FullPath));
    }

    [Fact]
    public void Time_is_reserved_ahead_and_written_only_when_it_is_used_up()
    {
        var through = Open();
        through.Reserve(Noon, TimeSpan.FromMinutes(10));
        File.Delete(FilePath);
        through.Reserve(Noon.AddMinutes(9), TimeSpan.FromMinutes(10));
        Assert.False(File.Exists(FilePath));
        through.Reserve(Noon.AddMinutes(11), TimeSpan.FromMinutes(10));
        Assert.Equal(Noon.AddMinutes(21), Open().Read());
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        Open().Write(Noon);
        var text = File.ReadAllText(FilePath).TrimEnd();
        Assert.All(Enumerable.Range(0, text.Length), length =>
        {
            File.WriteAllText(FilePath, text[..length]);
            Assert.Contains(FilePath, Assert.Throws<SimulatedThroughException>(() => Open().Read()).Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_directory_in_its_place_is_refused()
    {
        Directory.CreateDirectory(FilePath);
        Assert.Contains("is a directory", Assert.Throws<SimulatedThroughException>(() => Open().Read()).Message, StringComparison.Ordinal);
    }

    private SimulatedThrough Open() => new(_directory.FullPath);
}
