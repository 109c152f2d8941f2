using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Ingest.Tests.Receiving;

public sealed class ProtocolProperties
{
    private static readonly int Runs = Soak.Rounds(usual: 25, soak: 2_000);

    [Fact]
    public void Whatever_the_links_and_both_ends_do_the_journal_holds_exactly_what_was_made_in_order_and_once()
    {
        var seed = Seed.Take(nameof(ProtocolProperties));
        seed.Run(() =>
        {
            var steps = Gen.Choose(0, int.MaxValue - 1).ListOf(120);
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay((ulong)seed.Value, 1),
                Prop.ForAll(steps.ToArbitrary(), choices => new ProtocolRun([.. choices]).Run()));
        });
    }

    private sealed class ProtocolRun(int[] choices)
    {
        private readonly FakeTimeProvider _time = new(FakeTime.Start);
        private readonly List<WireMessage> _link = [];
        private readonly Random _random = new(choices.Length == 0 ? 0 : choices[0]);

        public void Run()
        {
            using var directory = new TemporaryDirectory("protocol");
            using var cloud = new TestCloud(_time, directory);
            SimulatedGateway[] gateways = [.. Enumerable.Range(1, 3).Select(i => new SimulatedGateway("C1", $"G{i}", 2, _time, choices.Length + i))];
            foreach (var choice in choices)
            {
                Step(cloud, gateways[choice % gateways.Length], choice / gateways.Length);
                _time.Advance(TimeSpan.FromMilliseconds(choice % 40));
            }
            Settle(cloud, gateways);
            var entries = cloud.Entries();
            foreach (var gateway in gateways)
                JournalAudit.HoldsExactlyWhatWasMade(entries, gateway);
            Assert.DoesNotContain(entries, entry => entry.Kind == JournalKind.Gap);
        }

        private void Step(TestCloud cloud, SimulatedGateway gateway, int choice)
        {
            switch (choice % 16)
            {
                case 0 or 1 or 2:
                    for (var i = 0; i <= choice % 5; i++)
                        gateway.Append(1 + (choice % 7));
                    break;
                case 3 or 4 or 5:
                    _link.AddRange(gateway.Send(1 + (choice % 9)));
                    break;
                case 6:
                    _link.AddRange(gateway.IsConnected ? gateway.Births() : gateway.Connect());
                    break;
                case 7:
                    if (gateway.Disconnect() is { } death)
                        _link.Add(death);
                    break;
                case 8:
                    gateway.NewOutbox();
                    _link.AddRange(gateway.Births());
                    break;
                case 9:
                    cloud.Restart();
                    break;
                case 10:
                    cloud.LoseConnection();
                    break;
                case 11:
                    _link.RemoveAll(_ => _random.Next(3) == 0);
                    break;
                case 12:
                    _link.AddRange(_link.Where(_ => _random.Next(3) == 0).ToList());
                    break;
                case 13:
                    Disorder();
                    break;
                default:
                    Exchange(cloud, [gateway], lossy: true);
                    break;
            }
        }

        /// <summary>What is on the way arrives, and what the cloud says reaches the gateways, or not.</summary>
        private void Exchange(TestCloud cloud, SimulatedGateway[] gateways, bool lossy)
        {
            cloud.Deliver(_link);
            _link.Clear();
            cloud.Receiver.Tick();
            foreach (var (name, watermark) in cloud.Watermarks)
            {
                if (!lossy || _random.Next(4) != 0)
                    gateways.SingleOrDefault(g => g.Name == name)?.OnCommitted(watermark);
            }
            foreach (var name in cloud.RebirthRequests)
            {
                if (gateways.SingleOrDefault(g => g.Name == name) is { IsConnected: true } gateway)
                    _link.AddRange(gateway.Births());
            }
            cloud.Watermarks.Clear();
            cloud.RebirthRequests.Clear();
        }

        /// <summary>A link without faults: everything has to come level, by births, windows and watermarks alone.</summary>
        private void Settle(TestCloud cloud, SimulatedGateway[] gateways)
        {
            for (var round = 0; round < 50 && !(round > 0 && gateways.All(g => g.IsLevel)); round++)
            {
                foreach (var gateway in gateways)
                {
                    _link.AddRange(gateway.IsConnected ? gateway.Births() : gateway.Connect());
                    _link.AddRange(gateway.Send(64));
                }
                Exchange(cloud, gateways, lossy: false);
                _time.Advance(TimeSpan.FromSeconds(1));
                Exchange(cloud, gateways, lossy: false);
            }
            Assert.All(gateways, gateway => Assert.True(gateway.IsLevel, $"{gateway.Name}: {gateway.Committed} of {gateway.Last}"));
        }

        private void Disorder()
        {
            for (var i = _link.Count - 1; i > 0; i--)
            {
                var other = _random.Next(i + 1);
                (_link[i], _link[other]) = (_link[other], _link[i]);
            }
        }
    }
}
