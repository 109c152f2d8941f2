namespace OpcSpaces.Settings.Tests;

public sealed class SettingsFileTests
{
    private const string Bad = """
        {
          // a shelf
          "name": "shelf",
          "boards": [
            { "width": 80, "books": [ "Dune", 7,
              "Emma", " " ] },
            "plank",
            {
              "width": 0,
              /* two
                 lines */ "colour": "red",
              "width": "wide"
            }
          ],
          "name": "rack"
        }
        """;

    [Fact]
    public void Every_fault_names_its_line_and_comes_in_the_order_of_lines() => Assert.Equal(
        [(1, "height"), (5, "boards[0].books[1]"), (6, "boards[0].books[3]"), (7, "boards[1]"), (11, "boards[2].colour"), (12, "boards[2].width"), (12, "boards[2].width"), (15, "name")],
        Shelf.FaultsOf(Bad).Select(fault => (fault.Line!.Value, fault.Path)));

    [Fact]
    public void A_rule_about_a_value_of_the_wrong_type_is_not_reported() =>
        Assert.DoesNotContain(Shelf.FaultsOf(Bad), fault => fault.Path.StartsWith("boards[1].", StringComparison.Ordinal));

    [Fact]
    public void A_missing_setting_is_on_the_line_of_its_object() =>
        Assert.Equal((3, "boards[0].width"), Shelf.FaultsOf("{\n\"height\": 2,\n\"boards\": [ {} ] }").Select(fault => (fault.Line!.Value, fault.Path)).Single());

    [Fact]
    public void A_fault_reads_like_a_compilers()
    {
        var fault = Shelf.FaultsOf("{ \"height\": 2,\n\"boards\": 7 }", "shelf.json").Single();
        Assert.Equal("shelf.json:2: boards: 7 – write a list in brackets", fault.ToString());
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed() => Assert.Equal(
        [1, 2],
        Shelf.Parse("// one\n{ /* two */ \"height\": 2, \"boards\": [ { \"width\": 1, }, { \"width\": 2 }, ], } // three").Boards.Select(board => board.Width));

    [Theory]
    [InlineData("{\n\n  \"height\": 2,,\n}", 3)]
    [InlineData("{\n  \"height\": 2", 2)]
    [InlineData("{\n  \"height\": 2\n  \"boards\": []\n}", 3)]
    [InlineData("{\n  \"height\": 2 }\n{ }", 3)]
    [InlineData("{\n  'height': 2 }", 2)]
    [InlineData("// nothing but a comment", 1)]
    public void A_syntax_error_is_reported_alone_with_its_line_and_column(string json, int line)
    {
        var fault = Shelf.FaultsOf(json, "shelf.json").Single();
        Assert.Equal(("the file", "not JSON", line, "shelf.json"), (fault.Path, fault.Value, fault.Line, fault.File));
        Assert.StartsWith("column ", fault.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_that_are_nested_too_deeply_are_refused() =>
        Assert.Equal("not JSON", Shelf.FaultsOf(string.Concat(Enumerable.Repeat("{\"a\":", 2_000))).Single().Value);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("\"{}\"")]
    public void A_text_that_is_not_an_object_is_one_fault(string json)
    {
        var fault = Shelf.FaultsOf(json).Single();
        Assert.Equal(("the file", json, "write one object in braces"), (fault.Path, fault.Value, fault.Fix));
    }

    [Theory]
    [InlineData("{\n\"name\": \"\\ud800\" }", 2, "name", "\"\\ud800\"")]
    [InlineData("{\n\"height\": 2,\n\"\\udc00\": 1 }", 3, "the file", "\"\\udc00\"")]
    [InlineData("{\n\"boards\": [ {},\n{ \"books\": [ \"Dune\",\n\"a\\ud83d!\" ] } ] }", 4, "boards[1].books[1]", "\"a\\ud83d!\"")]
    [InlineData("{\n\"boards\": [ {},\n{ \"x\\ud800\": 1 } ] }", 3, "boards[1]", "\"x\\ud800\"")]
    public void Half_a_surrogate_pair_is_a_fault_with_its_line(string json, int line, string path, string value)
    {
        var fault = Shelf.FaultsOf(json, "shelf.json").Single();
        Assert.Equal((line, path, value, "shelf.json"), (fault.Line!.Value, fault.Path, fault.Value, fault.File));
    }

    [Fact]
    public void A_setting_that_is_written_twice_names_both_lines()
    {
        var fault = Shelf.FaultsOf("{ \"height\": 2,\n\"name\": \"a\",\n\"name\": \"b\" }").Single();
        Assert.Equal((3, "name", "written twice", "keep one; the first is on line 2"), (fault.Line!.Value, fault.Path, fault.Value, fault.Fix));
    }

    [Fact]
    public void A_fault_is_one_line_without_control_characters()
    {
        var fault = Shelf.FaultsOf("{ \"height\": 2,\n\"\\u001b[2J\": [\r\n  1,\r\n  2 ] }").Single().ToString();
        Assert.DoesNotContain(fault, char.IsControl);
        Assert.Contains("[ 1, 2 ]", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_value_is_quoted_short() =>
        Assert.Equal(60, Shelf.FaultsOf($$"""{ "height": "{{new string('9', 1_000)}}" }""").Single().Value.Length);
}
