// Makes data/memory-against-time.csv anew, the longest experiment of chapter 10 (MNIST; four minutes):
//
//     dotnet run data/memory-against-time.cs
#:project ../src/GdNotebooks.Digits/GdNotebooks.Digits.csproj
#:property PublishAot=false

using System.Globalization;
using GdNotebooks;

var training = DigitSet.Load().Training;
List<string> lines = ["digits,updates,seed,right_percent"];
foreach (int seed in new[] { 1, 2, 3 })
{
    foreach (int updates in new[] { 20_000, 60_000, 200_000, 600_000, 1_000_000 })
    {
        foreach (int count in new[] { 500, 1000, 2000, 4000, 8000 })
        {
            var few = training.Take(count);
            int[] labels = few.Labels.ToArray();
            new SeededRandom(seed).Shuffle(labels);

            int epochs = updates * 10 / count;
            SgdOptions options = new() { LearningRate = LearningRate.Cosine(0.02, epochs), MiniBatch = 10, Epochs = epochs, MeasureEvery = epochs, Seed = seed };
            var network = Network.Create([784, 16, 16, 10], seed, Activation.ReLU, CostFunction.CrossEntropy);
            double right = 100 * Sgd.Train(network, few.WithLabels(labels), null, options).Last().TrainingAccuracy;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{count},{updates},{seed},{right:0.0###}"));
            Console.WriteLine(lines[^1]);
        }
    }
}

// Run in the folder of the checkout.
File.WriteAllText("data/memory-against-time.csv", string.Join('\n', lines) + "\n");
