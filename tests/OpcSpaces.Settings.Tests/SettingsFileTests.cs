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
    public void Objects_that_are_nested_too_deeply_are_refused() => Assert.EndsWith(
        ": objects and lists are nested too deep: close some of them",
        Shelf.FaultsOf(string.Concat(Enumerable.Repeat("{\"a\":", 2_000))).Single().Fix, StringComparison.Ordinal);

    [Theory]
    [InlineData("{ \"height\": 2", "an object or list is not closed: add } or ]")]
    [InlineData("{ \"boards\": [", "an object or list is not closed: add } or ]")]
    [InlineData("{ \"boards\": [{ \"width\": 1 }", "an object or list is not closed: add } or ]")]
    [InlineData("{ \"name\": \"she", "a text is not closed: add a quotation mark")]
    [InlineData("{ \"na", "a text is not closed: add a quotation mark")]
    [InlineData("{ \"name\": \"one\ntwo\" }", "a text contains a line break or a control character: write it as \\n or \\u, or close the text")]
    [InlineData("{ /* open", "a comment is not closed: add */")]
    [InlineData("// only a comment", "the file has comments only: write one object in braces")]
    public void A_file_that_was_cut_off_is_explained_in_plain_words(string json, string words) =>
        Assert.EndsWith(": " + words, Shelf.FaultsOf(json).Single().Fix, StringComparison.Ordinal);

    [Fact]
    public void A_file_cut_off_anywhere_is_explained_without_the_words_of_the_parser()
    {
        const string Json = """{ "name": "shelf", "height": 2, "boards": [ { "width": -1.5e3 }, true, null ] }""";
        Assert.All(Enumerable.Range(1, Json.Length - 1), length =>
        {
            var fix = Shelf.FaultsOf(Json[..length]).Single().Fix;
            Assert.DoesNotContain("Expected", fix, StringComparison.Ordinal);
            Assert.DoesNotContain("payload", fix, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("""{ "gateway": "gw-1", "zones": [] }""", "this is a gateway file, not a faults file")]
    [InlineData("""{ "id": "c", "layout": { "desks": 10 } }""", "this is a building description, not a faults file")]
    [InlineData("""{ "dataDirectory": "/d", "hostId": "h" }""", "this is a settings file of the cloud, not a faults file")]
    public void A_file_of_another_kind_is_one_fault(string json, string value)
    {
        var fault = Assert.Single(Assert.Throws<SettingsException>(() => SettingsFile.Parse(
            json,
            file =>
            {
                file.Expect(SettingsSection.FaultsFile);
                return 0;
            },
            file: "a.json")).Faults);
        Assert.Equal(new SettingsFault("the file", value, "give another file") { File = "a.json", Line = 1 }, fault);
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("""{ "faults": [] }""")]
    public void A_file_of_the_right_kind_or_of_an_unknown_one_is_read(string json)
    {
        var read = SettingsFile.Parse(json, file =>
        {
            file.Expect(SettingsSection.FaultsFile);
            return file.Texts("faults").Count;
        });
        Assert.Equal(0, read);
    }

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

    [Fact]
    public void Very_many_unknown_settings_are_all_found_and_the_first_are_explained()
    {
        var boards = string.Join(",", Enumerable.Range(0, 300_000).Select(board => $$"""{"width":1,"colour":{{board}}}"""));
        var faults = Shelf.FaultsOf($$"""{"height":2,"boards":[{{boards}}]}""");
        Assert.Equal(300_000, faults.Count);
        Assert.Equal(("there is no such setting here; use one of books, id, width", "there is no such setting here: remove it"), (faults[0].Fix, faults[^1].Fix));
    }
}
