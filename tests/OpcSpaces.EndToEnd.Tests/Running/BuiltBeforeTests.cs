using OpcSpaces.Run;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Running;

/// <summary>When <c>cloud/run</c> builds, and when it starts what is built.</summary>
public sealed class BuiltBeforeTests : IDisposable
{
    private static readonly DateTimeOffset Built = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _root = new("built");
    private readonly BuiltBefore _before;

    public BuiltBeforeTests()
    {
        _before = new BuiltBefore(_root.FullPath, _root.File("cloud/Program/obj/built"));
        foreach (var file in (string[])["Directory.Build.props", "cloud/Program/Program.cs", "edge/Wire/Codec/Reader.cs", "dashboards/Pages/Live.razor", "cloud/Program/bin/program.dll", "tests/Test.cs"])
            Write(file, Built.AddDays(-1));
        _before.Save(Built);
        foreach (var folder in Directory.EnumerateDirectories(_root.FullPath, "*", SearchOption.AllDirectories)) Directory.SetLastWriteTimeUtc(folder, Built.AddDays(-1).UtcDateTime);
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Nothing_is_built_when_nothing_has_changed() => Assert.True(IsUpToDate);

    [Theory]
    [InlineData("Directory.Build.props")]
    [InlineData("edge/Wire/Codec/Reader.cs")]
    [InlineData("dashboards/Pages/Live.razor")]
    [InlineData("cloud/Program/New.cs")]
    public void A_changed_source_is_built(string file)
    {
        Write(file, Built.AddSeconds(1));
        Assert.False(IsUpToDate);
    }

    [Theory]
    [InlineData("tests/Test.cs")]
    [InlineData("cloud/Program/bin/program.dll")]
    [InlineData("edge/Wire/obj/Wire.g.cs")]
    public void What_is_no_source_is_not(string file)
    {
        Write(file, Built.AddSeconds(1));
        if (file.Contains("obj", StringComparison.Ordinal)) Directory.SetLastWriteTimeUtc(_root.File("edge/Wire"), Built.AddDays(-1).UtcDateTime);
        Assert.True(IsUpToDate);
    }

    [Fact]
    public void A_source_that_was_deleted_counts()
    {
        File.Delete(_root.File("edge/Wire/Codec/Reader.cs"));
        Assert.False(IsUpToDate);
    }

    [Fact]
    public void A_program_that_was_deleted_is_built_again()
    {
        File.Delete(_root.File("cloud/Program/bin/program.dll"));
        Assert.False(IsUpToDate);
    }

    [Fact]
    public void Without_a_build_of_its_own_it_builds()
    {
        File.Delete(_root.File("cloud/Program/obj/built"));
        Assert.False(IsUpToDate);
    }

    private bool IsUpToDate => _before.IsUpToDate(_root.File("cloud/Program/bin/program.dll"));

    private void Write(string file, DateTimeOffset at)
    {
        var path = _root.File(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, at.UtcDateTime);
    }
}
