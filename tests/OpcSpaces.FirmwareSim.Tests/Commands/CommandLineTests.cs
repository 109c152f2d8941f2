using OpcSpaces.FirmwareSim.Commands;

namespace OpcSpaces.FirmwareSim.Tests.Commands;

/// <summary>Runs the command line in this process, with what it writes.</summary>
public abstract class CommandLineTests : IDisposable
{
    private protected ProgressWriter Output { get; } = new("gateways 2/2 · people ");

    private protected StringWriter Error { get; } = new();

    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<int> RunAsync(params string[] arguments) => RunAsync(arguments, CancellationToken.None);

    private protected Task<int> RunAsync(string[] arguments, CancellationToken stop) => SimCommandLine.RunAsync(arguments, Output, Error, TimeProvider.System, stop);

    /// <summary>Completes <see cref="Seen"/> when a line with a certain text is written.</summary>
    private protected sealed class ProgressWriter(string text) : StringWriter
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
                _seen.TrySetResult();
        }
    }
}
