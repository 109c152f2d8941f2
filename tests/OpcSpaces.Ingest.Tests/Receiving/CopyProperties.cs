using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Tests.Receiving;

/// <summary>
/// One outbox on several machines: copied while it runs, put back from an older copy, several of them in session at once under one name,
/// over links that lose, double and disorder, with a cloud that restarts.
/// </summary>
public sealed class CopyProperties
{
    private static readonly int Runs = Soak.Rounds(usual: 40, soak: 3_000);

    [Fact]
    public void Whatever_is_made_by_any_copy_of_an_outbox_is_in_the_journal_at_the_end()
    {
        var seed = Seed.Take(nameof(CopyProperties));
        seed.Run(() =>
        {
            var steps = Gen.Choose(0, int.MaxValue - 1).ListOf(150);
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay((ulong)seed.Value, 1),
                Prop.ForAll(steps.ToArbitrary(), choices => new CopyRun([.. choices]).Run()));
        });
    }

    private sealed class CopyRun(int[] choices)
    {
        private const int MostMachines = 4;
        private readonly FakeTimeProvider _time = new(FakeTime.Start);
        private readonly List<WireMessage> _link = [];
        private readonly Random _random = new(choices.Length == 0 ? 0 : choices[0]);
        private readonly List<SimulatedGateway> _machines = [];
        private readonly HashSet<string> _made = [];
        private ulong _count;

        public void Run()
        {
            using var directory = new TemporaryDirectory("copies");
            using var cloud = new TestCloud(_time, directory);
            _machines.Add(new SimulatedGateway("C1", "G1", 2, _time, choices.Length) { RetainedRows = choices.Length % 3 * 10 });
            foreach (var choice in choices)
            {
                Step(cloud, _machines[choice % _machines.Count], choice / MostMachines);
                _time.Advance(TimeSpan.FromMilliseconds(choice % 40));
            }
            Settle(cloud);
            var journaled = Journaled(cloud.Entries());
            Assert.Empty(_made.Except(journaled));
            AssertChain(cloud);
        }

        private void Step(TestCloud cloud, SimulatedGateway machine, int choice)
        {
            switch (choice % 12)
            {
                case 0 or 1:
                    Make(machine, 1 + (choice % 5));
                    break;
                case 2 or 3:
                    _link.AddRange(machine.Send(1 + (choice % 9)));
                    break;
                case 4:
                    _link.AddRange(machine.IsConnected ? machine.Births() : machine.Connect());
                    break;
                case 5 when _machines.Count < MostMachines:
                    _machines.Add(machine.Copy(seed: choice));
                    break;
                case 6:
                    cloud.Restart();
                    break;
                case 7:
                    _link.RemoveAll(_ => _random.Next(3) == 0);
                    break;
                case 8:
                    _link.AddRange(_link.Where(_ => _random.Next(3) == 0).ToList());
                    break;
                default:
                    Exchange(cloud, lossy: true);
                    break;
            }
        }

        private void Make(SimulatedGateway machine, int batches)
        {
            for (; batches > 0; batches--)
            {
                var content = Bytes.Content(to => to.Append(SimulatedGateway.EnergyAlias(0), SparkplugDataType.UInt64, new Reading(_time.GetUtcNow().ToUnixTimeMilliseconds(), PointValue.Of(++_count))));
                _made.Add(Convert.ToHexString(machine.Append(0, content).Content));
            }
        }

        // All machines have one name: each hears what the cloud says to any of them.
        private void Exchange(TestCloud cloud, bool lossy)
        {
            cloud.Deliver(_link);
            _link.Clear();
            cloud.Receiver.Tick();
            foreach (var machine in _machines.Where(machine => machine.IsConnected))
            {
                var epoch = machine.Epoch;
                foreach (var (_, watermark) in cloud.Watermarks)
                {
                    if (!lossy || _random.Next(4) != 0)
                        machine.OnCommitted(watermark);
                }
                if (cloud.RebirthRequests.Count > 0 || machine.Epoch != epoch)
                    _link.AddRange(machine.Births());
            }
            cloud.Watermarks.Clear();
            cloud.RebirthRequests.Clear();
        }

        /// <summary>The machines come level, one after another, as when somebody has switched the others off.</summary>
        private void Settle(TestCloud cloud)
        {
            foreach (var machine in _machines)
            {
                foreach (var other in _machines)
                    _ = other.Disconnect();
                _link.Clear();
                for (var round = 0; round < 60 && !(round > 0 && machine.IsLevel); round++)
                {
                    _link.AddRange(machine.IsConnected ? machine.Births() : machine.Connect());
                    Exchange(cloud, lossy: false);
                    _link.AddRange(machine.Send(64));
                    Exchange(cloud, lossy: false);
                    _time.Advance(TimeSpan.FromSeconds(1));
                    Exchange(cloud, lossy: false);
                }
                Assert.True(machine.IsLevel, $"{machine.Committed} of {machine.Last}");
            }
        }

        private static HashSet<string> Journaled(List<JournalEntry> entries)
        {
            var contents = new HashSet<string>();
            foreach (var entry in entries.Where(entry => entry.Kind == JournalKind.Data))
            {
                var content = new ArrayBufferWriter<byte>();
                var alias = SimulatedGateway.AliasBase(entry.Device == "Z1" ? 0 : 1);
                Assert.True(CanonicalContent.Extract(entry.Payload, alias, alias + 1, content));
                contents.Add(Convert.ToHexString(content.WrittenSpan));
            }
            return contents;
        }

        /// <summary>The links that stand with the streams are those of what the journal holds.</summary>
        private static void AssertChain(TestCloud cloud)
        {
            var links = ChainAudit.Recompute(cloud.Entries());
            Assert.All(cloud.Journal.Streams(), stream => Assert.Equal(links[(stream.Gateway, stream.Epoch)], ChainLink.From(stream.Chain)));
        }
    }
}
