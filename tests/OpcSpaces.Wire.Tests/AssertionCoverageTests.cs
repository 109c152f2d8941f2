namespace OpcSpaces.Wire.Tests;

/// <summary>Compares the list of Sparkplug assertions with the tests that name them.</summary>
public sealed class AssertionCoverageTests
{
    private const string Prefix = "tck-id-";
    private static readonly Dictionary<string, string?> Listed = ReadList();
    private static readonly HashSet<string> Named = FindNamed();

    [Fact]
    public void Every_listed_assertion_is_named_by_a_test_or_has_a_reason_why_it_does_not_apply() =>
        Assert.Empty(Listed.Where(entry => entry.Value is null && !Named.Contains(entry.Key)).Select(entry => entry.Key));

    [Fact]
    public void No_test_names_an_assertion_that_is_listed_as_not_applying() =>
        Assert.Empty(Listed.Where(entry => entry.Value is not null && Named.Contains(entry.Key)).Select(entry => entry.Key));

    [Fact]
    public void No_reason_is_empty() =>
        Assert.All(Listed.Values.Where(reason => reason is not null), reason => Assert.NotEmpty(reason!.Trim()));

    private static Dictionary<string, string?> ReadList() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "assertions.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => Prefix + parts[0].Trim(), parts => parts.ElementAtOrDefault(1));

    private static HashSet<string> FindNamed() =>
    [
        .. typeof(AssertionCoverageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType == typeof(TraitAttribute))
            .Select(attribute => attribute.ConstructorArguments)
            .Where(arguments => arguments[0].Value is "tck")
            .Select(arguments => (string)arguments[1].Value!),
    ];
}
