import type { NextConfig } from "next";
import { withSkateEnv } from "skate-env/next";

const config: NextConfig = {};

export default withSkateEnv(config);
