using System.IO.Pipes;
using OpcSpaces.Testing;

namespace OpcSpaces.CommandLine.Tests;

public sealed class EndOfInputTests
{
    [Fact]
    public async Task The_program_is_stopped_when_the_one_that_started_it_is_gone_and_not_before()
    {
        using var parent = new AnonymousPipeServerStream(PipeDirection.Out);
        using var input = new AnonymousPipeClientStream(PipeDirection.In, parent.ClientSafePipeHandle);
        var stopped = new TaskCompletionSource();
        EndOfInput.Watch(input, stopped.SetResult);
        parent.Write("a line\n"u8);
        Assert.False(stopped.Task.IsCompleted);

        parent.Dispose();

        await stopped.Task.WaitAsync(Eventually.Patience);
    }
}
