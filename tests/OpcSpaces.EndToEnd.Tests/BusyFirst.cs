using Xunit.Abstractions;

// Most tests wait for processes, and two cores do for twice as many of them as xunit would run at once.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer("OpcSpaces.EndToEnd.Tests.BusyFirst", "OpcSpaces.EndToEnd.Tests")]

namespace OpcSpaces.EndToEnd.Tests;

/// <summary>Begins with the <see cref="BusyCollections"/>, each of which takes as long as all the others together.</summary>
public sealed class BusyFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName is BusyCollections.Scripts or BusyCollections.Crowds);
}
