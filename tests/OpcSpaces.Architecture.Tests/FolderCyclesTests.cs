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
}
