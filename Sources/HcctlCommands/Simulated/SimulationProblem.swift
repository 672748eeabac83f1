/// Why a simulated run gives no report.
struct SimulationProblem: Error {
    let words: String
}
