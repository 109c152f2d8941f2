using OpcSpaces.Notices.Tests.Killing;

namespace OpcSpaces.Notices.Tests;

/// <summary>The process that the kill tests end; the tests themselves do not start here.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => Victim.RunAsync(args);
}
