using System.Text;
using OpcSpaces.Testing;

namespace OpcSpaces.Settings.Tests;

public sealed class SettingsEncodingTests : IDisposable
{
    private const string Json = "{\n\"height\": 2,\n\"name\": \"架子 é\" }";
    private readonly TemporaryDirectory _directory = new();

    private string FilePath => _directory.File("shelf.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_file_in_UTF_8_is_read_with_and_without_byte_order_mark()
    {
        File.WriteAllText(FilePath, Json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.Equal("架子 é", Shelf.Read(FilePath).Name);

        File.WriteAllText(FilePath, Json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("架子 é", Shelf.Read(FilePath).Name);
    }

    [Fact]
    public void Lines_are_counted_behind_a_byte_order_mark_and_with_Windows_line_ends()
    {
        File.WriteAllText(FilePath, "{\r\n\"height\": 2,\r\n\"boards\": [\r\n{ \"width\": 0 } ] }", Encoding.UTF8);
        var fault = Refused();
        Assert.Equal((FilePath, 4, "boards[0].width"), (fault.File, fault.Line, fault.Path));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_file_in_UTF_16_is_refused(bool bigEndian, bool byteOrderMark)
    {
        File.WriteAllText(FilePath, Json, new UnicodeEncoding(bigEndian, byteOrderMark));
        Expect("UTF-16 or UTF-32 text", "save the file as UTF-8", 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_in_UTF_32_is_refused(bool byteOrderMark)
    {
        File.WriteAllText(FilePath, Json, new UTF32Encoding(bigEndian: false, byteOrderMark));
        Expect("UTF-16 or UTF-32 text", "save the file as UTF-8", 1);
    }

    [Fact]
    public void A_file_in_GBK_is_refused_with_the_line()
    {
        // 架子 in GBK.
        File.WriteAllBytes(FilePath, [.. "{\n\"height\": 2,\n\"name\": \""u8, 0xBC, 0xDC, 0xD7, 0xD3, .. "\" }"u8]);
        Expect("byte 0xBC is not UTF-8", "save the file as UTF-8; it may be GBK or Latin-1 now", 3);
    }

    [Fact]
    public void A_file_in_Latin_1_is_refused_with_the_line()
    {
        File.WriteAllText(FilePath, "{\n\"name\": \"café\",\n\"height\": 2 }", Encoding.Latin1);
        Expect("byte 0xE9 is not UTF-8", "save the file as UTF-8; it may be GBK or Latin-1 now", 2);
    }

    [Fact]
    public void A_file_that_ends_within_a_character_is_refused()
    {
        File.WriteAllBytes(FilePath, [.. "{\n\"name\": \""u8, 0xE6, 0x9E]);
        Expect("byte 0xE6 is not UTF-8", "save the file as UTF-8; it may be GBK or Latin-1 now", 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_refused(string text)
    {
        File.WriteAllText(FilePath, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Expect("empty", "write one object in braces", 1);
    }

    [Fact]
    public void A_directory_is_refused()
    {
        Directory.CreateDirectory(FilePath);
        Expect("is a directory", "give a file", null);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_refused() => Expect("does not exist", "create it, or correct its name", null);

    [Theory]
    [InlineData("/dev/zero", "is a device, a pipe or a socket", "give a regular file")]
    [InlineData("/dev/null", "is a device, a pipe or a socket", "give a regular file")]
    [InlineData("a\0b", "is not a file name", "give a file")]
    public void What_has_no_end_or_no_content_is_refused(string path, string value, string fix)
    {
        var fault = Assert.Single(Assert.Throws<SettingsException>(() => Shelf.Read(path)).Faults);
        Assert.Equal((value, fix), (fault.Value, fault.Fix));
    }

    [Fact]
    public void A_file_larger_than_anybody_writes_is_refused()
    {
        using (var file = File.Create(FilePath)) file.SetLength((16 << 20) + 1);
        Expect("is larger than 16 MiB", "give the right file, or a smaller one", null);
    }

    [Theory]
    [InlineData("/dev/zero", "it is a device, a pipe or a socket: give a regular file")]
    [InlineData("/", "it is a directory: give a file")]
    [InlineData("/nowhere/key", "it does not exist: create it, or correct its name")]
    public void A_file_that_settings_name_must_be_a_regular_one(string path, string fix)
    {
        var rules = new SettingsRules();
        Assert.False(rules.Readable("keyFile", path));
        Assert.Equal(new SettingsFault("keyFile", $"\"{path}\"", fix), Assert.Single(rules.Faults));
    }

    private void Expect(string value, string fix, int? line)
    {
        var fault = Refused();
        Assert.Equal(("the file", value, fix, FilePath, line), (fault.Path, fault.Value, fault.Fix, fault.File, fault.Line));
    }

    private SettingsFault Refused() => Assert.Single(Assert.Throws<SettingsException>(() => Shelf.Read(FilePath)).Faults);
}
