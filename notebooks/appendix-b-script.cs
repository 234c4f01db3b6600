// Appendix B: the same library, without a notebook and without a kernel.
//
//     dotnet run notebooks/appendix-b-script.cs                        into the folder figures
//     dotnet run notebooks/appendix-b-script.cs -- FOLDER EPOCHS       where you like, as long as you like
//
// One file is a whole program since .NET 10. In a folder of your own, where no library source stands
// beside it, ask for the package instead:  #:package GdNotebooks.Workbook@1.0.0
#:project ../src/GdNotebooks.Workbook/GdNotebooks.Workbook.csproj
#:property PublishAot=false

using System.Globalization;
using GdNotebooks;
using GdNotebooks.Plotting;

string folder = args.Length > 0 ? args[0] : "figures";
int epochs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;

var digits = DigitSet.Load();
var network = Network.Create([784, 16, 16, 10], seed: 1);
Console.WriteLine($"{network}: {network.Evaluate(digits.Test)}");

var history = new List<EpochResult>();
foreach (var epoch in Sgd.Train(network, digits, new SgdOptions { LearningRate = 3, MiniBatch = 10, Epochs = epochs, Seed = 1 }))
{
    history.Add(epoch);
    Console.WriteLine(epoch);
}

Write(
    Chart.Line(history.Select(e => ((double)e.Epoch, 100 * e.TrainingAccuracy)), "training digits")
        .Line(history.Select(e => ((double)e.Epoch, 100 * e.TestAccuracy)), "held-out digits")
        .WithXTitle("epoch").WithYTitle("right answers, %").WithTitle("What it gets right")
        .WithDescription("The share of right answers after each epoch, on training and on held-out digits."),
    "training-curve");

int[] answers = network.Predict(digits.Test);
int[,] confusion = new int[10, 10];
for (int i = 0; i < answers.Length; i++)
{
    confusion[digits.Test.Labels[i], answers[i]]++;
}

Write(
    Chart.ConfusionMatrix(confusion).WithTitle("Who is taken for whom")
        .WithDescription("Rows are the digits meant, columns the answers: right answers on the diagonal."),
    "confusion-matrix");

// The weights into one hidden neuron are 784 numbers, one for each pixel: an image.
Write(
    Chart.Images(network.Weights(1).EnumerateRows().Select(row => row.ToArray()), columns: 8, scale: Scale.Diverging)
        .WithTitle("What the 16 neurons of the first hidden layer look for")
        .WithDescription("Sixteen images of 28 by 28 weights: pixels that speak for a neuron in red, against it in blue."),
    "hidden-weights");

void Write(Figure figure, string name)
{
    Directory.CreateDirectory(folder);
    string file = Path.Combine(folder, name + ".svg");
    File.WriteAllText(file, figure.ToSvg());
    Console.WriteLine(file);
}
