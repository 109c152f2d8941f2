namespace OpcSpaces.Dashboards.Tests.Texts;

public class PageTextTests
{
    // Both languages stand side by side there, as they do on the wall.
    private static readonly string[] InBothLanguages = ["NoticePage.razor", "LabelsPage.razor"];

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(ResourceFile.Folder, "*.razor", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(ResourceFile.Folder, path))
            .Where(path => !InBothLanguages.Contains(Path.GetFileName(path)) && Path.GetFileName(path) != "_Imports.razor").Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_page_has_no_text_that_is_not_in_a_resource_file(string file) => Assert.Empty(PageText.Of(File.ReadAllText(Path.Combine(ResourceFile.Folder, file))));

    [Theory]
    [InlineData("<h1>Alarms</h1>", "Alarms")]
    [InlineData("<p>@Text[\"Since\", Of(x)] ago</p>", "ago")]
    [InlineData("<button aria-label=\"Close\"><Icon Name=\"X\" /></button>", "Close")]
    [InlineData("@if (IsOpen && items.Any(i => i > 1))\n{\n    <b>open</b>\n}\nelse\n{\n    <i>@(past ? \"y\" : \"z\")</i>\n}", "open")]
    [InlineData("<PageHead Title=\"Doors\" />", "Doors")]
    public void Words_that_stand_in_a_page_are_found(string razor, string words) => Assert.Equal([words], PageText.Of(razor));

    [Theory]
    [InlineData("@page \"/alarms\"\n@inject Some<Thing> X\n<h1>@Text[\"Alarms\"]</h1>")]
    [InlineData("<span class=\"@(IsOpen ? \"open\" : null)\">@item.Name?.Length</span>")]
    [InlineData("@foreach (var one in all)\n{\n    var key = one.Key;\n    <li>@key · @(one.Value)</li>\n}")]
    [InlineData("<p><code>opcspaces-cloud</code></p>\n@code {\n    private string Word => \"word\";\n}")]
    public void What_is_code_is_not_taken_for_words(string razor) => Assert.Empty(PageText.Of(razor));
}
