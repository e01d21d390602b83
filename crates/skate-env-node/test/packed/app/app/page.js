export default function Page() {
  return <p>packed</p>
}
