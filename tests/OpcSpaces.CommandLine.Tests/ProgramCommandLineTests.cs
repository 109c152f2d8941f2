using System.CommandLine;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.CommandLine.Tests;

/// <summary>A program with one option of each kind. What it says must be the same for every program, so the whole lines are compared.</summary>
public sealed class ProgramCommandLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly TemporaryDirectory _directory = new("command-line");

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("--data is missing: add --data DIR")]
    [InlineData("--data has no value: give --data DIR", "--data")]
    [InlineData("--data is given 2 times: give it once", "--data", "a", "--data", "b")]
    [InlineData("--port \"http\" must be a whole number from 1 to 65535", "--data", "a", "--port", "http")]
    [InlineData("--port \"0\" must be a whole number from 1 to 65535", "--data", "a", "--port", "0")]
    [InlineData("--listen \"1\" must be an IP address, such as 127.0.0.1 or ::1", "--data", "a", "--listen", "1")]
    [InlineData("--broker \"host\" must be HOST:PORT with a port from 1 to 65535, such as 127.0.0.1:1883", "--data", "a", "--broker", "host")]
    [InlineData("--file \"none.json\" does not exist: give a settings file", "--data", "a", "--file", "none.json")]
    [InlineData("--file \"/tmp\" is a directory: give a settings file", "--data", "a", "--file", "/tmp")]
    [InlineData("--file \"/dev/zero\" is a device, a pipe or a socket: give a settings file", "--data", "a", "--file", "/dev/zero")]
    [InlineData("--file \"\" is empty: give a settings file", "--data", "a", "--file", "")]
    [InlineData("--data \"a\uFFFD[31mb\" contains a control character: give a directory", "--data", "a\u001b[31mb")]
    [InlineData("--data \"/etc/passwd\" is a file: give a directory", "--data", "/etc/passwd")]
    [InlineData("--more \"\" is empty: give a file", "--data", "a", "--more", "x", "--more", "")]
    [InlineData("\"--dta\" is not an option of thing: see thing --help", "--dta", "a")]
    [InlineData("\"extra\uFFFD\" belongs to no option of thing: remove it, or put the option's name before it (see thing --help)", "--data", "a", "extra\u0007")]
    [InlineData("\"@arguments\" belongs to no option of thing: remove it, or put the option's name before it (see thing --help)", "--data", "a", "@arguments")]
    [InlineData("\"[suggest]\" belongs to no option of thing: remove it, or put the option's name before it (see thing --help)", "--data", "a", "[suggest]")]
    public async Task A_fault_is_one_sentence_with_a_fix(string sentence, params string[] arguments)
    {
        Assert.Equal(ExitCode.Wrong, await RunAsync(arguments));
        Assert.Equal($"thing: {sentence}", _error.ToString().TrimEnd());
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Several_faults_are_several_sentences()
    {
        Assert.Equal(ExitCode.Wrong, await RunAsync("--port", "x", "--listen", "y"));
        Assert.Equal(["--data", "--port", "--listen"], _error.ToString().TrimEnd().Split('\n').Select(line => line.Split(' ')[1]));
    }

    [Fact]
    public async Task A_file_of_arguments_is_a_value_like_any_other()
    {
        await File.WriteAllTextAsync(_directory.File("arguments"), "--port 9");
        Assert.Equal(ExitCode.Done, await RunAsync("--data", $"@{_directory.File("arguments")}"));
        Assert.Equal($"@{_directory.File("arguments")} 80", _output.ToString());
    }

    [Fact]
    public async Task A_value_that_begins_with_a_dash_is_taken_after_an_equals_sign()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("--data=-x", "--port=9"));
        Assert.Equal("-x 9", _output.ToString());
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--help", "--port", "x")]
    public async Task Help_names_every_option(params string[] arguments)
    {
        Assert.Equal(ExitCode.Done, await RunAsync(arguments));
        foreach (var option in new[] { "--data", "--port", "--listen", "--broker", "--file", "--more" })
            Assert.Contains(option, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_settings_end_with_2_and_failures_that_the_program_knows_with_its_own_code()
    {
        Assert.Equal(ExitCode.Wrong, await RunAsync(new SettingsException([new SettingsFault("a", "\u001b", "b"), new SettingsFault("c", "1", "d")])));
        Assert.Equal(ExitCode.Failed, await RunAsync(new IOException("the disk is\u0007 full")));
        Assert.Equal(["thing: a: \uFFFD – b", "thing: c: 1 – d", "thing: the disk is\uFFFD full"], _error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_exception_that_nobody_knows_is_thrown() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(new InvalidOperationException("a bug")));

    private Task<int> RunAsync(Exception thrown) => RunAsync(["--data", "a"], _ => throw thrown);

    private Task<int> RunAsync(params string[] arguments) => RunAsync(arguments, text =>
    {
        _output.Write(text);
        return ExitCode.Done;
    });

    private Task<int> RunAsync(string[] arguments, Func<string, int> run)
    {
        var data = ArgumentRules.Option<string?>("--data", "DIR", "A directory", ArgumentRules.DirectoryName);
        data.Required = true;
        var port = ArgumentRules.Option("--port", "N", "A port", ArgumentRules.Whole(1, 65_535), 80);
        var root = new RootCommand("A thing.")
        {
            data, port,
            ArgumentRules.Option<string?>("--listen", "ADDRESS", "An address", ArgumentRules.IpAddress),
            ArgumentRules.Option<HostAndPort?>("--broker", "HOST:PORT", "A server", ArgumentRules.Server),
            ArgumentRules.Option<string?>("--file", "FILE", "A file", ArgumentRules.ExistingFile("a settings file")),
            ArgumentRules.Repeated("--more", "FILE", "Files", (string text, out string? value) => ArgumentRules.FileName(text, "a file", out value)),
        };
        root.SetAction(parsed => run($"{parsed.GetValue(data)} {parsed.GetValue(port)}"));
        return new ProgramCommandLine("thing", root, _output, _error).RunAsync(arguments, exception => exception is IOException ? ExitCode.Failed : null);
    }
}
