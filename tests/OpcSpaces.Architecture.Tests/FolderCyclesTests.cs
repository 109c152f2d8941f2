using OpcSpaces.Architecture.Tests.Reading;

namespace OpcSpaces.Architecture.Tests;

public class FolderCyclesTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_folders_of_a_project_use_each_other(string project)
    {
        var cycles = new FolderCycles(ProductAssembly.Of(project)).Find();
        Assert.True(cycles.Count == 0, $"Folders of {project} use each other in a circle:\n{string.Join("\n\n", cycles)}");
    }

    [Fact]
    public void Two_folders_that_use_each_other_are_found_and_named()
    {
        var cycles = new FolderCycles(ProductAssembly.Read(typeof(FolderCyclesTests).Assembly.Location)).Find();
        Assert.Equal(
            """
            OpcSpaces.Architecture.Tests.Samples.Chickens → OpcSpaces.Architecture.Tests.Samples.Eggs: Chicken → Egg
            OpcSpaces.Architecture.Tests.Samples.Eggs → OpcSpaces.Architecture.Tests.Samples.Chickens: Egg → Chicken
            """,
            Assert.Single(cycles, cycle => cycle.Contains("Chicken", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_use_of_another_folder_is_seen_in_signatures_and_in_bodies()
    {
        var uses = ProductAssembly.Of("OpcSpaces.Projections").TypesUsed;
        Assert.Contains("OpcSpaces.Projections.Running.IProjection", uses["OpcSpaces.Projections.Live.LiveProjection"]);
        Assert.Contains("OpcSpaces.Projections.Batches.BatchReader", uses["OpcSpaces.Projections.Live.LiveFold"]);
    }
}
