using System.Text.RegularExpressions;

namespace OpcSpaces.Dashboards.Tests.Texts;

/// <summary>Every text of the pages is there in both languages, is used, and is filled in alike.</summary>
public partial class ResourceFileTests
{
    public static TheoryData<string> Names => [.. ResourceFile.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_languages_have_the_same_keys_and_placeholders(string name)
    {
        var file = Of(name);
        Assert.Equal(file.English.Keys.Order(StringComparer.Ordinal), file.Chinese.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(file.English.Where(text => !PlaceholdersOf(text.Value).SetEquals(PlaceholdersOf(file.Chinese[text.Key]))).Select(text => text.Key));
        Assert.Empty(file.English.Concat(file.Chinese).Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => text.Key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_key_that_is_used_is_there_and_every_one_that_is_there_is_used(string name)
    {
        var file = Of(name);
        Assert.NotEmpty(file.Used);
        Assert.DoesNotContain(file.Used, use => !file.English.Keys.Any(key => Fits(use, key)));
        Assert.DoesNotContain(file.English.Keys, key => !file.Used.Any(use => Fits(use, key)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_Chinese_text_is_Chinese(string name) =>
        Assert.Empty(Of(name).Chinese.Where(text => !text.Value.Any(letter => letter is >= '一' and <= '鿿') && Of(name).English[text.Key].Any(char.IsLetter) && PlaceholdersOf(text.Value).Count == 0).Select(text => text.Key));

    private static bool Fits(string use, string key) => use.EndsWith('*') ? key.StartsWith(use[..^1], StringComparison.Ordinal) : use == key;

    private static HashSet<string> PlaceholdersOf(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    private static ResourceFile Of(string name) => ResourceFile.All.Single(file => file.Name == name);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
