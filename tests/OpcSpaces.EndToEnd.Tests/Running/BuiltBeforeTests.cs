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
        _before.Save(Built, _before.Names());
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
        Assert.True(IsUpToDate);
    }

    /// <summary>The build itself makes folders in those of the sources, while it runs and with the next program.</summary>
    [Fact]
    public void What_the_first_build_makes_is_no_change_for_the_second_start()
    {
        foreach (var project in (string[])["cloud/Program", "edge/Wire", "dashboards/Pages"])
        {
            Directory.CreateDirectory(_root.File($"{project}/bin/Release"));
            Directory.CreateDirectory(_root.File($"{project}/obj"));
            Directory.SetLastWriteTimeUtc(_root.File(project), Built.AddMinutes(1).UtcDateTime);
        }

        Assert.True(IsUpToDate);
    }

    [Theory]
    [InlineData("dashboards/Pages/Old.razor", 0)] // such as a file of another branch, with its time
    [InlineData("edge/Wire/Codec/Reader.cs", 1)]
    [InlineData("edge/Wire/Codec/Reader.cs", 2)]
    public void A_source_that_was_added_deleted_or_renamed_counts_whatever_its_time(string file, int how)
    {
        if (how == 0) Write(file, Built.AddDays(-2));
        else if (how == 1) File.Delete(_root.File(file));
        else File.Move(_root.File(file), _root.File(file + ".cs"));
        Assert.False(IsUpToDate);
    }

    [Fact]
    public void A_source_that_was_deleted_while_the_build_ran_counts()
    {
        var names = _before.Names();
        File.Delete(_root.File("edge/Wire/Codec/Reader.cs"));
        _before.Save(Built, names);
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
