using OpcSpaces.Registry.Tests.Killing;

namespace OpcSpaces.Registry.Tests;

/// <summary>The process that the kill tests end; the tests themselves do not start here.</summary>
public static class Program
{
    public static int Main(string[] args) => Victim.Run(args);
}
